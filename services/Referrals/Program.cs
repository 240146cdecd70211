using Platform.Referrals;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddReferrals();

var app = builder.Build();
app.UseMiddleware<CorrelationEcho>();
app.UseMiddleware<FhirPaths>([ReferralsService.FhirPaths]);
app.UseMiddleware<NhsNumberInAddress>();
app.MapDefaultEndpoints();
app.MapReferrals();
await app.RunAsync();
