using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>Makes the decision of a verified bundle. Throws <see cref="BundleRefusedException"/> when its policies do not compile.</summary>
internal delegate DecisionFunction PolicyCompilation(Bundle bundle);
