using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Rego.Server;

namespace Platform.Cli.Rego;

/// <summary><c>rego serve</c>: OPA's REST API, as <c>opa run --server</c> has it.</summary>
internal static class ServeCommand
{
    private const string DefaultAddress = "localhost:8181";

    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Policy and data files, or folders of them", Arity = ArgumentArity.ZeroOrMore };
        var address = new Option<string>("--addr", "-a") { Description = "Where to listen; port 0 takes a free one", DefaultValueFactory = _ => DefaultAddress, HelpName = "HOST:PORT" };
        var authentication = new Option<string>("--authentication") { Description = "off, token (the bearer token is the identity) or tls (the client certificate's subject is)", DefaultValueFactory = _ => "off" };
        authentication.AcceptOnlyFromAmong("off", "token", "tls");
        var authorization = new Option<string>("--authorization") { Description = "off, or basic: data.system.authz.allow decides about each request", DefaultValueFactory = _ => "off" };
        authorization.AcceptOnlyFromAmong("off", "basic");
        var certificate = new Option<string?>("--tls-cert-file") { Description = "PEM certificate of the server", HelpName = "FILE" };
        var key = new Option<string?>("--tls-private-key-file") { Description = "PEM private key of the server", HelpName = "FILE" };
        var authority = new Option<string?>("--tls-ca-cert-file") { Description = "PEM certificate of the authority that clients' certificates must come from", HelpName = "FILE" };
        var policies = new PolicyOptions();
        var command = new Command("serve", "Serves policies and data over OPA's REST API until Ctrl-C.\n\nExamples:\n  ./platform rego serve -b policies\n  ./platform rego serve example.rego data.json --addr localhost:0\n  curl -s localhost:8181/v1/data/example/allow -d '{\"input\": {\"user\": \"ann\"}}'")
        {
            paths, address, authentication, authorization, certificate, key, authority,
        };
        policies.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(certificate) is null != result.GetValue(key) is null)
                result.AddError("--tls-cert-file and --tls-private-key-file belong together");
            if (result.GetValue(authentication) == "tls" && (result.GetValue(certificate) is null || result.GetValue(authority) is null))
                result.AddError("--authentication tls needs --tls-cert-file, --tls-private-key-file and --tls-ca-cert-file");
            // Asked for its help, the parser validates before it fills defaults in.
            if (Endpoint(result.GetValue(address) ?? DefaultAddress) is null)
                result.AddError($"--addr {result.GetValue(address)}: expected host:port, such as localhost:8181");
        });
        command.SetAction((parse, cancellation) =>
        {
            PolicyStore? store = null;
            var read = RegoCommand.Guard(() =>
            {
                var files = policies.Read(parse, parse.GetValue(paths));
                store = new PolicyStore(files.Modules, files.Data, new() { Strict = parse.GetValue(policies.Strict) }) { Owner = parse.GetValue(policies.BundlePaths)?.FirstOrDefault() };
                return ExitCode.Ok;
            });
            var options = new OpaServerOptions
            {
                BearerTokens = parse.GetValue(authentication) == "token",
                Authorization = parse.GetValue(authorization) == "basic" ? OpaAuthorization.Basic : OpaAuthorization.Off,
            };
            var tls = new Tls(parse.GetValue(certificate), parse.GetValue(key), parse.GetValue(authority), parse.GetValue(authentication) == "tls");
            return store is null ? Task.FromResult(read) : RunAsync(store, options, Endpoint(parse.GetValue(address)!)!.Value, tls, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(PolicyStore store, OpaServerOptions options, (string Host, int Port) at, Tls tls, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddResponseCompression();
        builder.Services.AddRequestDecompression();
        try
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                if (IPAddress.TryParse(at.Host, out var address))
                    kestrel.Listen(address, at.Port, tls.Use);
                else if (at.Host is "")
                    kestrel.ListenAnyIP(at.Port, tls.Use);
                else if (at.Port == 0)
                    kestrel.Listen(IPAddress.Loopback, 0, tls.Use);
                else
                    kestrel.ListenLocalhost(at.Port, tls.Use);
            });
            await using var app = builder.Build();
            app.UseResponseCompression().UseRequestDecompression();
            app.MapOpa(store, options);
            await app.StartAsync(cancellation);
            var address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            Console.Error.WriteLine($"{store.Current.Modules.Count} policies at {address}. Ctrl-C stops it.");
            await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            return ExitCode.Ok;
        }
        catch (Exception failed) when (failed is IOException or System.Security.Cryptography.CryptographicException)
        {
            Console.Error.WriteLine(failed.Message);
            return ExitCode.BadArguments;
        }
    }

    private static (string Host, int Port)? Endpoint(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(address[(colon + 1)..], out var port))
            return null;
        var host = address[..colon].Trim('[', ']');
        return host is "" or "localhost" || IPAddress.TryParse(host, out _) ? (host, port) : null;
    }

    private sealed record Tls(string? Certificate, string? Key, string? Authority, bool ClientsMustHaveOne)
    {
        public void Use(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions listen)
        {
            if (Certificate is null)
                return;
            var own = X509Certificate2.CreateFromPemFile(Certificate, Key);
            var trusted = Authority is null ? null : X509CertificateLoader.LoadCertificateFromFile(Authority);
            listen.UseHttps(https =>
            {
                https.ServerCertificate = own;
                https.ClientCertificateMode = trusted is null ? ClientCertificateMode.NoCertificate
                    : ClientsMustHaveOne ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (certificate, chain, _) => trusted is not null && Issued(certificate, trusted);
            });
        }

        private static bool Issued(X509Certificate2 certificate, X509Certificate2 authority)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(certificate);
        }
    }
}
