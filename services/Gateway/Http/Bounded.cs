using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>Marks what a request's body is read into: every property is listed and bounded.</summary>
internal interface IBody;

/// <summary>Checks the bounds of a body before the endpoint sees it.</summary>
internal sealed class Bounded : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var errors = context.Arguments.OfType<IBody>().SelectMany(body => Errors(body, "")).ToList();
        return errors.Count > 0 ? ValueTask.FromResult<object?>(Problems.Invalid(errors)) : next(context);
    }

    private static IEnumerable<(string Key, string Message)> Errors(IBody body, string path)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(body, new(body), results, validateAllProperties: true);
        var own = results.SelectMany(r => r.MemberNames.DefaultIfEmpty("").Select(m => (path + JsonNamingPolicy.CamelCase.ConvertName(m), r.ErrorMessage ?? "Not accepted.")));
        var inner = body.GetType().GetProperties()
            .SelectMany(p => (p.GetValue(body), JsonNamingPolicy.CamelCase.ConvertName(p.Name)) switch
            {
                (IBody one, var name) => Errors(one, $"{path}{name}."),
                (string, _) => [],
                (IEnumerable many, var name) => many.OfType<IBody>().SelectMany((one, i) => Errors(one, $"{path}{name}[{i}].")),
                _ => [],
            });
        return own.Concat(inner);
    }
}
