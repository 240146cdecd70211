using Platform.OpenDoor;
using Platform.Records;
using Platform.ServiceDefaults;

// For lab 2 alone: the records service, composed as its own program does it, with a door left open. No topology knows it.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRecords();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapRecords();
MigrationSummary.Map(app);
await app.RunAsync();
