using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts.Referrals;
using Platform.Notifications.Contacts;
using Platform.Notifications.Data;
using Platform.Notifications.Inbox;
using Platform.Notifications.Mail;
using Platform.Notifications.Reactions;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Storage;

namespace Platform.Notifications;

/// <summary>The service that tells patients what happens to their referral, and knows nothing else of them than how to reach them.</summary>
public static class NotificationsService
{
    private const string Referrals = "referrals";

    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddServiceDatabase<NotificationsDb>("notifications");
        builder.AddInvokeClient(RecordsContacts.Client);
        services.TryAddSingleton<ContactSource, RecordsContacts>();
        services.AddScoped<PatientNotice>();
        builder.AddMessaging<MessagesOf<NotificationsDb>>("notifications", messaging => messaging
            .Consumes<ReferralSubmitted, TellSubmitted>(Referrals, "referral-submitted")
            .Consumes<ReferralTriaged, TellTriaged>(Referrals, "referral-triaged")
            .Consumes<ReferralReturned, TellReturned>(Referrals, "referral-returned")
            .Consumes<ReferralBooked, TellBooked>(Referrals, "referral-booked")
            .Consumes<ReferralCancelled, TellCancelled>(Referrals, "referral-cancelled"));
        services.AddMail();

        services.AddDecisionFacts(ListMessagesEndpoint.Action, (_, _) => new(ResourceFacts.Of("message", "list")));
        services.AddDecisionFacts(ListParkedEndpoint.Action, (_, _) => new(ResourceFacts.Of("parked", "list")));
        return builder;
    }

    public static WebApplication MapNotifications(this WebApplication app)
    {
        ListMessagesEndpoint.Map(app);
        ListParkedEndpoint.Map(app);
        return app;
    }
}
