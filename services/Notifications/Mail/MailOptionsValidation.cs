using System.Net;
using Microsoft.Extensions.Options;

namespace Platform.Notifications.Mail;

/// <summary>Contact details do not cross a network in the clear.</summary>
internal sealed class MailOptionsValidation : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        options.IsOn && !options.Tls && !IsLoopback(options.Host)
            ? ValidateOptionsResult.Fail("Mail:Tls may be off only for a server on loopback")
            : ValidateOptionsResult.Success;

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
