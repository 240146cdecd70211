namespace Platform.Referrals.Submission;

/// <summary>Records did not do what was asked, so the message cannot be processed now.</summary>
internal sealed class RecordsRefusedException(string path, int status) : Exception($"records answered {status} to {path}")
{
    public int Status { get; } = status;
}
