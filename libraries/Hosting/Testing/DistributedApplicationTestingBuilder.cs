using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Begins applications for tests.</summary>
/// <remarks>
/// The state folder is a temporary one unless <c>PLATFORM_STATE</c> is configured, and nothing is printed. Fixed ports stay fixed: an AppHost that
/// pins one makes it a setting. Unlike the original, environment variables and launch profiles are left as they are.
/// </remarks>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the entry point of an AppHost up to its <c>Build</c>.</summary>
    /// <typeparam name="TEntryPoint">A type in the assembly of the AppHost, normally <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync(typeof(TEntryPoint), [], Nothing, cancellationToken);

    /// <summary>The same with a command line.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync(typeof(TEntryPoint), args, Nothing, cancellationToken);

    /// <summary>The same with options.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>The same with the type as a value.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        var assembly = entryPoint.Assembly;
        var main = assembly.EntryPoint ?? throw new ArgumentException($"{assembly.GetName().Name} has no entry point.", nameof(entryPoint));
        var interception = new EntryPointInterception((options, settings) =>
        {
            options.AssemblyName ??= assembly.GetName().FullName;
            configureBuilder(options, settings);
        });
        interception.Run(() => main.Invoke(null, main.GetParameters().Length == 0 ? null : [args]));
        var builder = await interception.Builder.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new InterceptedBuilder(builder, interception);
    }

    /// <summary>Begins an application without an AppHost.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, Nothing);

    /// <summary>The same with options.</summary>
    public static IDistributedApplicationTestingBuilder Create(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        var created = new TaskCompletionSource<DistributedApplicationBuilder>(TaskCreationOptions.RunContinuationsAsynchronously);
        var interception = new EntryPointInterception(configureBuilder);
        interception.Run(() =>
        {
            var builder = new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args });
            created.SetResult(builder);
            builder.Build();
        });
        interception.Builder.ContinueWith(
            failed => created.TrySetException(failed.Exception!.InnerExceptions),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return new InterceptedBuilder(created.Task.GetAwaiter().GetResult(), interception);
    }

    private static void Nothing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
    }
}
