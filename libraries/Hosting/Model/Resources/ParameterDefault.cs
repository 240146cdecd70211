namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter that configuration does not set.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value; asked for once.</summary>
    public abstract string GetDefaultValue();
}
