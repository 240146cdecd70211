namespace Platform.Dashboard.Pages;

/// <summary>A page: where it is, what it is called, and the action that its policy decides.</summary>
/// <param name="Path">The route pattern.</param>
/// <param name="Title">Heading and title of the window.</param>
/// <param name="Action">The policy action; who may not do it sees neither the page nor its link.</param>
/// <param name="Content">The component that is rendered once.</param>
/// <param name="Live">The component below it that is rendered again when it changes, or null.</param>
/// <param name="InMenu">False for a page that another one links to.</param>
public sealed record DashboardPage(string Path, string Title, string Action, Type Content, Type? Live = null, bool InMenu = true);
