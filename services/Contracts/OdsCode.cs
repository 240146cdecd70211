namespace Platform.Contracts;

/// <summary>The code of an organisation in the Organisation Data Service: three to twelve capital letters and digits.</summary>
public static class OdsCode
{
    public static bool IsWellFormed(string? code)
    {
        if (code is not { Length: >= 3 and <= 12 })
            return false;
        foreach (var c in code)
        {
            if (c is not (>= 'A' and <= 'Z' or >= '0' and <= '9'))
                return false;
        }
        return true;
    }
}
