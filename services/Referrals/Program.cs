using Platform.Referrals;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddReferrals();

var app = builder.Build();
app.UseMiddleware<NhsNumberInAddress>();
app.UseMiddleware<CorrelationEcho>();
app.MapDefaultEndpoints();
app.MapReferrals();
await app.RunAsync();
