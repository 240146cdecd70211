using System.Globalization;
using System.Security.Cryptography;

namespace Platform.Hosting.RabbitMQ;

/// <summary>Writes what a private node reads: its configuration and the script that runs it.</summary>
public static class RabbitMqNodeFiles
{
    /// <summary>Writes the files and returns the path of the script; running that with <c>/bin/sh</c> runs the node in the foreground.</summary>
    /// <remarks>
    /// The script keeps <c>epmd</c> and the server as its children: left alone, Erlang starts an epmd that daemonises and outlives the node. It ends
    /// both on SIGTERM, when standard input closes (if <c>PLATFORM_PARENT_PIPE=stdin</c>), and the kernel ends them should the script be killed.
    /// </remarks>
    /// <exception cref="PlatformNotSupportedException">On Windows, where there is no server to run.</exception>
    public static string Write(RabbitMqNodeOptions options, RabbitMqInstallation installation)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("on Windows the broker runs in Docker or elsewhere: set ConnectionStrings__messaging");
        var root = options.Directory;
        foreach (var folder in (string[])[root, $"{root}/home", $"{root}/mnesia", $"{root}/log"])
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var cookie = $"{root}/home/.erlang.cookie";
        if (!File.Exists(cookie))
            Private(cookie, Convert.ToHexString(RandomNumberGenerator.GetBytes(20)));
        Private($"{root}/enabled_plugins", "[].\n");
        Private($"{root}/rabbitmq.conf", Configuration(options));
        Private($"{root}/run.sh", Script(options, installation));
        return $"{root}/run.sh";
    }

    private static string Configuration(RabbitMqNodeOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        {Given(options)}
        listeners.tcp = none
        listeners.ssl.1 = 127.0.0.1:{options.Port}
        vm_memory_high_watermark.absolute = {options.MemoryLimitBytes}
        disk_free_limit.absolute = {options.FreeDiskBytes}
        log.file = {options.Directory}/log/rabbit.log
        log.file.level = info

        """);

    private static string Given(RabbitMqNodeOptions options) => string.Join('\n', File.ReadLines(Path.Combine(options.SettingsDirectory, "rabbitmq.conf"))
        .Where(line => !line.StartsWith("listeners.", StringComparison.Ordinal))
        .Select(line => line.Replace("/etc/rabbitmq/", options.SettingsDirectory.TrimEnd('/') + "/", StringComparison.Ordinal)));

    private static string Script(RabbitMqNodeOptions options, RabbitMqInstallation installation) => string.Create(CultureInfo.InvariantCulture, $$"""
        #!/bin/sh
        D='{{options.Directory}}'
        export HOME="$D/home" RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_NODENAME='{{options.Name}}@localhost' RABBITMQ_CONFIG_FILE="$D/rabbitmq" \
          RABBITMQ_CONFIG_FILES="$D/conf.d" RABBITMQ_ADVANCED_CONFIG_FILE="$D/advanced.config" RABBITMQ_MNESIA_BASE="$D/mnesia" RABBITMQ_LOG_BASE="$D/log" \
          RABBITMQ_LOGS="$D/log/rabbit.log" RABBITMQ_ENABLED_PLUGINS_FILE="$D/enabled_plugins" RABBITMQ_GENERATED_CONFIG_DIR="$D/gen" \
          RABBITMQ_PID_FILE="$D/pid" RABBITMQ_DIST_PORT={{options.DistributionPort}} ERL_EPMD_PORT={{options.PortMapperPort}} ERL_EPMD_ADDRESS=127.0.0.1 \
          RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' RUNNING_UNDER_SYSTEMD=true
        unset NOTIFY_SOCKET
        umask 077
        bound=; command -v setpriv >/dev/null 2>&1 && bound='setpriv --pdeathsig KILL'
        exec 3<&0 </dev/null
        $bound '{{installation.PortMapper}}' -port "$ERL_EPMD_PORT" -address 127.0.0.1 -relaxed_command_check 3<&- & epmd=$!
        $bound '{{installation.Server}}' 3<&- & server=$!
        watch=
        end() { kill -TERM "$server" 2>/dev/null; wait "$server"; kill "$epmd" $watch 2>/dev/null; exit 0; }
        trap end TERM INT
        if [ "${PLATFORM_PARENT_PIPE:-}" = stdin ]; then
          ( trap - TERM INT; while read -r line <&3; do :; done; kill -TERM $$ ) & watch=$!
        fi
        exec 3<&-
        wait "$server"; status=$?
        kill "$epmd" $watch 2>/dev/null
        exit "$status"

        """);

    private static void Private(string path, string text)
    {
        File.Delete(path);
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, creation);
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }
}
