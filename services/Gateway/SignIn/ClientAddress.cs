using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>Where a request comes from, for limits and the audit. Behind a proxy only what a configured proxy says counts.</summary>
internal static class ClientAddress
{
    public static string Of(HttpContext context) => Text(context.Connection.RemoteIpAddress);

    /// <summary>IPv4 as it is; of IPv6 the network of 64 bits that one household or server has.</summary>
    public static string Text(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }
}
