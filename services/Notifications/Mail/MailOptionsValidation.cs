using System.Net;
using Microsoft.Extensions.Options;

namespace Platform.Notifications.Mail;

/// <summary>Contact details do not cross a network in the clear, and a password crosses nothing in the clear.</summary>
internal sealed class MailOptionsValidation : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) => options switch
    {
        { IsOn: false } => ValidateOptionsResult.Success,
        { Tls: false } when !IsLoopback(options.Host) =>
            ValidateOptionsResult.Fail("Mail:Tls may be off only for a server on loopback: remove Mail:Tls, or name a relay on 127.0.0.1"),
        { Tls: false, User: not null } or { Tls: false, Password: not null } =>
            ValidateOptionsResult.Fail("Mail:Tls is off, and Mail:User or Mail:Password would be sent in the clear: remove one of them"),
        { User: null, Password: not null } or { User: not null, Password: null } => ValidateOptionsResult.Fail("Mail:User and Mail:Password belong together"),
        _ => ValidateOptionsResult.Success,
    };

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
