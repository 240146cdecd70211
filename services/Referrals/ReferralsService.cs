using System.Diagnostics;
using Platform.Contracts.Referrals;
using Platform.Referrals.Booking;
using Platform.Referrals.Data;
using Platform.Referrals.Events;
using Platform.Referrals.Lifecycle;
using Platform.Referrals.Messages;
using Platform.Referrals.Reading;
using Platform.Referrals.Submission;
using Platform.Referrals.Triage;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Storage;
using Platform.WorkloadIdentity;

namespace Platform.Referrals;

/// <summary>The service that receives referrals as BaRS messages and carries them through triage and booking.</summary>
public static class ReferralsService
{
    /// <summary>Where refusals are OperationOutcomes, whatever was asked.</summary>
    public static readonly string[] FhirPaths = ["/$process-message", SearchServiceRequestsEndpoint.Path, "/metadata", "/MessageDefinition"];

    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ServiceDirectoryOptions>().BindConfiguration("Referrals").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ServiceDirectory>();
        services.AddHttpContextAccessor();
        services.AddScoped(Author);
        services.AddScoped<ReferralEvents>();
        services.AddServiceDatabase<ReferralsDb>("referrals");
        builder.AddMessaging<MessagesOf<ReferralsDb>>("referrals", messaging => messaging
            .Publishes<ReferralSubmitted>("referral-submitted")
            .Publishes<ReferralTriaged>("referral-triaged")
            .Publishes<ReferralReturned>("referral-returned")
            .Publishes<ReferralBooked>("referral-booked")
            .Publishes<ReferralCancelled>("referral-cancelled"));

        builder.AddInvokeClient(RecordsClient.AppId);
        services.AddSingleton<RecordsClient>();
        services.AddScoped<Receipts>();
        services.AddScoped<NewReferral>();
        services.AddScoped<AmendedReferral>();
        services.AddScoped<ReferralResponse>();
        services.AddScoped<MessageProcessing>();
        services.AddScoped<ChangeReferral>();

        services.AddDecisionFacts(ProcessMessageEndpoint.Action, ReceivedMessage.FactsAsync);
        services.AddDecisionFacts(ListReferralsEndpoint.Action, (_, _) => new(ResourceFacts.Of("referral", "list")));
        services.AddDecisionFacts(SearchServiceRequestsEndpoint.Action, (_, _) => new(ResourceFacts.Of("referral", "search")));
        services.AddDecisionFacts(MetadataEndpoint.Action, (_, _) => new(ResourceFacts.Of("capability", "metadata")));
        services.AddDecisionFacts(ReplayEventEndpoint.Action, (http, _) => new(ReplayEventEndpoint.Facts(http)));
        foreach (var action in (string[])
            [ReadServiceRequestEndpoint.Action, TriageEndpoints.AcceptAction, TriageEndpoints.ReturnAction, BookingEndpoints.BookAction, BookingEndpoints.CancelAction])
            services.AddDecisionFacts(action, ReferralFacts.OfRoute);
        return builder;
    }

    public static WebApplication MapReferrals(this WebApplication app)
    {
        ProcessMessageEndpoint.Map(app);
        ReadServiceRequestEndpoint.Map(app);
        SearchServiceRequestsEndpoint.Map(app);
        MetadataEndpoint.Map(app);
        MessageDefinitionsEndpoint.Map(app);
        ListReferralsEndpoint.Map(app);
        TriageEndpoints.Map(app);
        BookingEndpoints.Map(app);
        ReplayEventEndpoint.Map(app);
        return app;
    }

    private static ChangeAuthor Author(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<ValidatedCaller>() is { } caller
            ? new(caller.Subject?.Id, caller.Actor.ToString(), Activity.Current?.TraceId.ToHexString())
            : ChangeAuthor.Self;
}
