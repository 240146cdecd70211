using Platform.Referrals;
using Platform.Referrals.Data;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddReferrals();

var app = builder.Build();
await ReferralsDatabase.PrepareAsync(app.Services);
app.UseMiddleware<NhsNumberInAddress>();
app.UseMiddleware<CorrelationEcho>();
app.MapDefaultEndpoints();
app.MapReferrals();
await app.RunAsync();
