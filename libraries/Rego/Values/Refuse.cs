namespace Platform.Rego.Values;

internal static class Refuse
{
    internal static void IfBuilt(Composite composite)
    {
        if (composite.Frozen)
        {
            throw new InvalidOperationException("the value has been built and cannot change any more");
        }
    }
}
