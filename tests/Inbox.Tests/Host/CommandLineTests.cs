using System.CommandLine;
using Inbox.Host;

namespace Inbox.Tests.Host;

public sealed class CommandLineTests
{
    [Fact]
    public async Task What_went_well_is_0_and_what_a_check_found_is_1()
    {
        Assert.Equal(0, await RunAsync(0, "work"));
        Assert.Equal(1, await RunAsync(1, "work"));
    }

    [Theory]
    [InlineData("wrok")]
    [InlineData("work", "--unknown")]
    [InlineData("work", "too", "many")]
    public async Task What_was_written_wrongly_is_2(params string[] args) => Assert.Equal(2, await RunAsync(0, args));

    [Fact]
    public async Task Without_a_command_it_serves_and_options_are_its_settings()
    {
        Assert.Equal(42, await RunAsync(0));
        Assert.Equal(42, await RunAsync(0, "--Urls", "http://localhost:1"));
    }

    [Fact]
    public async Task Help_is_no_mistake() => Assert.Equal(0, await RunAsync(0, "work", "--help"));

    [Fact]
    public void Every_foreseen_failure_has_its_exit_code_and_says_what_to_do()
    {
        Assert.Equal(2, Failure.Of(new InputException("There is no file 'x'. Check the spelling."))!.Code);
        Assert.Equal(2, Failure.Of(new SettingsException("wrong"))!.Code);
        Assert.Equal(2, Failure.Of(new Inbox.Storage.MasterKeyException("wrong"))!.Code);
        Assert.Equal(3, Failure.Of(new OutOfReachException("The bus did not answer."))!.Code);
        Assert.Equal(3, Failure.Of(new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused))!.Code);
        Assert.Equal(130, Failure.Of(new OperationCanceledException())!.Code);
        var taken = Failure.Of(new IOException("address in use.", new Microsoft.AspNetCore.Connections.AddressInUseException("in use")))!;
        Assert.Equal(2, taken.Code);
        Assert.Contains("--Urls", taken.Text, StringComparison.Ordinal);
        Assert.Null(Failure.Of(new InvalidOperationException("a bug")));
    }

    private static Task<int> RunAsync(int code, params string[] args)
    {
        var serve = new Command("serve") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction(_ => 42);
        var work = new Command("work");
        work.SetAction(_ => code);
        return CommandLine.RunAsync([serve, work], serve, args);
    }
}
