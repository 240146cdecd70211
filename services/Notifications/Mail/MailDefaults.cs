using Microsoft.Extensions.Options;

namespace Platform.Notifications.Mail;

/// <summary>Gives the service its mail.</summary>
public static class MailDefaults
{
    /// <summary>Mails the pending notifications to the server of section <c>Mail</c>; settings that would send contact details in the clear end the start.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidation>();
        services.AddHostedService<MailDelivery>();
        return services;
    }
}
