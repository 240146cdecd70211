using System.Security.Cryptography;
using System.Text;

namespace Platform.PolicyControl.Emergency;

/// <summary>Something that an operator has closed for the time being (PO-07).</summary>
/// <param name="Id">What it is lifted by: <see cref="IdOf"/> what is closed to whom.</param>
/// <param name="Action">The action, such as <c>records.note.read</c>, or <see cref="Everything"/>.</param>
/// <param name="Workload">The SPIFFE ID of the caller to whom it is closed, or <see cref="Everything"/>.</param>
/// <param name="Reason">Why, in the operator's words. It stays at the control plane: a bundle is read by every process.</param>
/// <param name="By">The subject who closed it.</param>
/// <param name="Since">When.</param>
public sealed record EmergencyDenial(string Id, string Action, string Workload, string Reason, string By, DateTimeOffset Since)
{
    /// <summary>Any action, any workload.</summary>
    public const string Everything = "*";

    /// <summary>The one id of closing this to them: twelve hexadecimal digits.</summary>
    public static string IdOf(string action, string workload) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{action} {workload}")))[..12];
}
