using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Semantics.Types;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>The passes in OPA's order. A pass that reports errors is the last to run.</summary>
internal static class Compiler
{
    /// <exception cref="RegoCompileException">The modules are wrong.</exception>
    public static Compilation Compile(ImmutableArray<Module> modules, CompileOptions options)
    {
        var errors = new DiagnosticBag();
        var names = new LocalNames();
        foreach (var module in modules)
        {
            names.Avoid(module.Source);
        }

        foreach (var module in modules)
        {
            CheckNames.Shadowing(module, errors, options);
        }

        errors.ThrowIfAny();
        modules = ResolveReferences.Apply(modules, options, errors);
        var annotations = AttachAnnotations.Collect(modules, errors);
        errors.ThrowIfAny();
        if (options.Tests)
        {
            modules = TestRules.Rename(modules);
        }

        Each(new RewriteTemplates(names).Rule);
        foreach (var module in modules)
        {
            CheckNames.Deprecated(module, errors, options);
        }

        Each(new RewriteLocalVariables(names, options, errors).Rule);
        errors.ThrowIfAny();
        Each(new RewritePrint(names, options, errors).Rule);
        errors.ThrowIfAny();
        Each(new ExpandCalls(names).Rule);
        Each(new RewriteMetadata(annotations).Rule);
        Each(new LiftHeads(names).Rule);
        if (options.Tests)
        {
            modules = TestRules.NameCases(modules);
        }

        var rules = RuleTree.Build(modules);
        Each(new RewriteWiths(names, rules, options.Capabilities, errors).Rule);
        errors.ThrowIfAny();
        rules = RuleTree.Build(modules);
        CheckConflicts.Run(rules, modules, errors);
        errors.ThrowIfAny();
        Each(new CheckCalls(rules, options.Capabilities, names, errors).Rule);
        errors.ThrowIfAny();
        Each(new OrderBodies(names, op => CheckCalls.Arity(rules, options.Capabilities, op), new SharedLines(modules), errors).Rule);
        errors.ThrowIfAny();
        Each(new RewriteEquals().Rule);
        Each(new LiftDynamicTerms(names).Rule);

        rules = RuleTree.Build(modules);
        CheckRecursion.Run(rules, errors);
        errors.ThrowIfAny();
        var compilation = new Compilation(modules, rules, options, names);
        if (options.CheckTypes)
        {
            CheckTypes.Run(compilation, annotations, errors);
            errors.ThrowIfAny();
        }

        return compilation;

        void Each(Func<Rule, Rule> pass) => modules = [.. modules.Select(m => m with { Rules = [.. m.Rules.Select(pass)] })];
    }

    /// <summary>The same for a query over a compilation; variables keep the names that the result shows.</summary>
    /// <exception cref="RegoCompileException">The query is wrong.</exception>
    public static ImmutableArray<Expression> CompileQuery(Compilation compilation, ImmutableArray<Expression> query)
    {
        var errors = new DiagnosticBag();
        var names = compilation.Names;
        var options = compilation.Options;
        query = new RewriteTemplates(names).Body(query);
        query = new RewriteLocalVariables(names, options with { Strict = false }, errors).Query(query);
        errors.ThrowIfAny();
        query = new RewritePrint(names, options, errors).Body(query);
        query = new ExpandCalls(names).Body(query);
        query = new LiftHeads(names).Body(query);
        query = new RewriteWiths(names, compilation.Rules, options.Capabilities, errors).Body(query);
        errors.ThrowIfAny();
        new CheckCalls(compilation.Rules, options.Capabilities, names, errors).Body(query);
        errors.ThrowIfAny();
        var arity = (RefTerm op) => CheckCalls.Arity(compilation.Rules, options.Capabilities, op);
        query = new OrderBodies(names, arity, new SharedLines([]), errors).Body(query, new HashSet<string>(["data", "input"], StringComparer.Ordinal), default);
        errors.ThrowIfAny();
        query = new RewriteEquals().Body(query);
        return new LiftDynamicTerms(names).Body(query);
    }
}
