using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform.Records;
using Platform.Referrals;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using RecordsAddressCheck = Platform.Records.NhsNumberInAddress;
using ReferralsAddressCheck = Platform.Referrals.NhsNumberInAddress;

namespace Platform.Tests.Domain;

/// <summary>Referrals and records together; referrals calls records directly, for the person that it serves and as itself.</summary>
public class ReferralPlatform : IAsyncLifetime
{
    internal DomainService Records { get; } = new();

    internal DomainService Referrals { get; } = new();

    /// <summary>Set to make records unreachable.</summary>
    public bool RecordsAreDown { get; set; }

    public virtual async ValueTask InitializeAsync()
    {
        await Records.StartAsync(
            "records",
            builder => builder.AddRecords(),
            app =>
            {
                app.UseMiddleware<RecordsAddressCheck>();
                app.UseRouting();
                app.UsePolicyEnforcement();
                app.MapRecords();
            });
        await Referrals.StartAsync(
            "referrals",
            builder =>
            {
                builder.AddReferrals();
                builder.Services.AddSingleton<IHttpClientFactory>(services => new DirectCalls(this, services.GetRequiredService<IHttpContextAccessor>()));
            },
            app =>
            {
                app.UseMiddleware<CorrelationEcho>();
                app.UseMiddleware<FhirPaths>([ReferralsService.FhirPaths]);
                app.UseMiddleware<ReferralsAddressCheck>();
                app.UseRouting();
                app.UsePolicyEnforcement();
                app.MapReferrals();
            });
    }

    public async ValueTask DisposeAsync()
    {
        await Referrals.DisposeAsync();
        await Records.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class DirectCalls(ReferralPlatform platform, IHttpContextAccessor current) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name)
        {
            if (platform.RecordsAreDown)
                return new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
            var person = TestPerson.Of(current.HttpContext!.Request.Headers[TestPerson.Header].ToString())!;
            return platform.Records.For(person, through: "referrals");
        }
    }
}
