using Platform.Records;
using Platform.Records.Data;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRecords();

var app = builder.Build();
await RecordsDatabase.PrepareAsync(app.Services);
app.UseMiddleware<NhsNumberInAddress>();
app.MapDefaultEndpoints();
app.MapRecords();
await app.RunAsync();
