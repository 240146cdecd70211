using Platform.OpaMiddleware;
using Platform.Rego.AspNetCore;
using Platform.Spool;

var builder = WebApplication.CreateBuilder(args);
var state = builder.Configuration["State"] ?? Path.Combine(builder.Environment.ContentRootPath, "state");
var policies = builder.Configuration["Policy:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "policies");
builder.Services.AddPolicyEnforcement(services => ActivatorUtilities.CreateInstance<ApiKeys>(services).AuthenticateAsync, new SpoolOptions { Directory = Path.Combine(state, "audit") });
builder.Services.AddPolicyFolder(policies, builder.Configuration.GetValue<Uri>("Policy:Endpoint"));
builder.Services.AddDecisionFacts("shop.order.read", Orders.FactsAsync);
builder.Services.AddDecisionFacts("shop.invoice.read", Orders.FactsAsync);

var app = builder.Build();
app.UseRouting();
app.UsePolicyEnforcement();
app.MapGet("/orders/{id}", Orders.Read).RequirePolicy("shop.order.read");
// No policy decides about invoices, so nobody reads one.
app.MapGet("/orders/{id}/invoice", Orders.Read).RequirePolicy("shop.invoice.read");
app.Run();
