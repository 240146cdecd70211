using Platform.Notifications;
using Platform.Notifications.Data;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNotifications();

var app = builder.Build();
await NotificationsDatabase.PrepareAsync(app.Services);
app.MapDefaultEndpoints();
app.MapNotifications();
await app.RunAsync();
