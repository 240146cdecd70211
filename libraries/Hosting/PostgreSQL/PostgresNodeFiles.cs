using System.Globalization;

namespace Platform.Hosting.PostgreSQL;

/// <summary>Writes the script that runs a private server.</summary>
public static class PostgresNodeFiles
{
    /// <summary>Writes the script and returns its path; running it with <c>/bin/sh</c> runs the server in the foreground.</summary>
    /// <remarks>
    /// <para>As root it gives up its rights first, as PostgreSQL demands. The account cannot pass through the state folder, which is its owner's alone;
    /// so the server is told that its data is <c>/proc/self/fd/9</c>, the open folder that it was handed, and only that folder is its own.</para>
    /// <para>SIGTERM, and the end of standard input if <c>PLATFORM_PARENT_PIPE=stdin</c>, become PostgreSQL's fast shutdown (SIGINT): sessions are
    /// ended and what was committed is flushed. Should the script be killed, the kernel asks the server for the same.</para>
    /// </remarks>
    /// <exception cref="PlatformNotSupportedException">On Windows, where there is no server to run.</exception>
    public static string Write(PostgresNodeOptions options, PostgresInstallation installation)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("on Windows the database runs elsewhere: set the services' ConnectionStrings");
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(options.Directory, Own);
        Directory.CreateDirectory(Path.Combine(options.Directory, "data"), Own);
        var script = Path.Combine(options.Directory, "run.sh");
        File.Delete(script);
        using var file = new StreamWriter(new FileStream(script, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }));
        file.Write(Script(options, installation));
        return script;
    }

    private static string Script(PostgresNodeOptions options, PostgresInstallation installation) => string.Create(CultureInfo.InvariantCulture, $$"""
        #!/bin/sh
        D='{{options.Directory}}/data'
        E='{{options.SettingsDirectory}}'
        Q='{{options.InitDirectory}}'
        B='{{installation.Programs}}'
        U='{{options.Account}}'
        umask 077
        drop=; bound=; here="$D"
        if [ "$(id -u)" = 0 ]; then
          id "$U" >/dev/null 2>&1 || { echo "PostgreSQL does not run as root, and there is no account '$U' to run it as" >&2; exit 5; }
          chown "$U" "$D"
          drop="setpriv --reuid $U --regid $(id -gn "$U") --init-groups"
          here=/proc/self/fd/9
        fi
        if command -v setpriv >/dev/null 2>&1; then bound="${drop:-setpriv} --pdeathsig INT"; fi
        exec 9<"$D" || exit 1
        cd /
        exec 3<&0 </dev/null
        export LC_ALL=C
        unset PGDATA PGPORT PGHOST PGUSER PGPASSWORD PGOPTIONS NOTIFY_SOCKET
        if [ ! -e "$D/PG_VERSION" ]; then
          $drop "$B/initdb" -D "$here" -U postgres --auth=reject --encoding=UTF8 --locale=C --no-sync --no-instructions >/dev/null 3<&- || exit 1
        fi
        # Written by the account itself: what it owns could be a link that leads root elsewhere.
        for name in postgresql.conf pg_hba.conf server.pem server.key ca.pem; do
          $drop /bin/sh -c 'cat >"$0.new" && mv -f "$0.new" "$0"' "$here/$name" <"$E/$name" 3<&- || exit 1
        done
        statements() {
          for file in "$Q"/*.once.sql; do [ -e "$file" ] && [ ! -e "$D/once.${file##*/}" ] && cat "$file"; done
          for file in "$Q"/*.always.sql; do [ -e "$file" ] && cat "$file"; done
          :
        }
        if ! statements | $drop "$B/postgres" --single -D "$here" -c log_min_error_statement=panic -c log_min_messages=fatal postgres >/dev/null 3<&-; then
          echo 'the roles and databases could not be made' >&2; exit 1
        fi
        for file in "$Q"/*.once.sql; do [ -e "$file" ] && $drop touch "$here/once.${file##*/}"; done
        $bound "$B/postgres" -D "$here" -p {{options.Port}} 3<&- & server=$!
        echo "$server" >'{{options.Directory}}/pid'
        watch=
        end() { kill -INT "$server" 2>/dev/null; wait "$server"; kill $watch 2>/dev/null; exit 0; }
        trap end TERM INT
        if [ "${PLATFORM_PARENT_PIPE:-}" = stdin ]; then
          ( trap - TERM INT; while read -r line <&3; do :; done; kill -TERM $$ ) & watch=$!
        fi
        exec 3<&-
        wait "$server"; status=$?
        kill $watch 2>/dev/null
        exit "$status"

        """);
}
