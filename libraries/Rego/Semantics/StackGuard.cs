using System.Runtime.CompilerServices;
using Platform.Rego.Diagnostics;
using Platform.Rego.Text;

namespace Platform.Rego.Semantics;

/// <summary>Turns the end of the stack into a limit error instead of a crash, and gives deep policies a stack of their own.</summary>
internal static class StackGuard
{
    private const int StackSize = 64 * 1024 * 1024;

    public static void Check(SourceSpan at)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new RegoCompileException([new(DiagnosticCode.Limit, at, "policy is nested too deeply to compile")]);
        }
    }

    /// <summary>Runs on a thread with a large stack; exceptions arrive at the caller as they were thrown.</summary>
    public static T RunDeep<T>(Func<T> action)
    {
        T result = default!;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = action();
                }
                catch (Exception e)
                {
                    error = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
                }
            },
            StackSize)
        { IsBackground = true, Name = "rego compile" };
        thread.Start();
        thread.Join();
        error?.Throw();
        return result;
    }
}
