using Platform.Records;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRecords();

var app = builder.Build();
app.UseMiddleware<NhsNumberInAddress>();
app.MapDefaultEndpoints();
app.MapRecords();
await app.RunAsync();
