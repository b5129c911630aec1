using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Syndicator.Tests.Architecture;

/// <summary>One room naming another room or a library, and the first place where it does.</summary>
internal sealed record Edge(string From, string To, string Where);

/// <summary>
/// Reads who names whom from a compiled assembly: signatures, bodies (lambdas, iterators and async methods are nested types there), generic arguments,
/// attributes. Only constants and <c>nameof</c> leave no trace.
/// </summary>
internal static class Edges
{
    /// <param name="path">The assembly.</param>
    /// <param name="roomOf">The room or library of a type that is not nested; null for types that anybody may name.</param>
    public static IReadOnlyList<Edge> Of(string path, Func<TypeReference, string?> roomOf)
    {
        using var module = ModuleDefinition.ReadModule(path);
        return
        [
            .. from type in module.GetTypes()
            let room = Outermost(type).Scope == module ? roomOf(Outermost(type)) : null
            where room is not null
            from named in Names(type)
            let target = roomOf(Outermost(named))
            where target is not null && target != room
            group type by (room, target) into edge
            select new Edge(edge.Key.room, edge.Key.target, edge.First().FullName),
        ];
    }

    /// <summary>Every room of the assembly that has a type.</summary>
    public static IReadOnlySet<string> RoomsOf(string path, Func<TypeReference, string?> roomOf)
    {
        using var module = ModuleDefinition.ReadModule(path);
        return module.Types.Select(roomOf).OfType<string>().ToHashSet();
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<TypeReference> Names(TypeDefinition type) =>
        OwnNames(type)
            .Concat(type.Methods.SelectMany(Signature))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(method => Body(method.Body)))
            .SelectMany(Parts);

    private static IEnumerable<TypeReference?> OwnNames(TypeDefinition type) =>
        type
            .Interfaces.Select(x => x.InterfaceType)
            .Append(type.BaseType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Properties.Select(property => property.PropertyType))
            .Concat(type.Events.Select(x => x.EventType))
            .Concat(Constraints(type))
            .Concat(Attributes(type))
            .Concat(type.Fields.SelectMany(Attributes))
            .Concat(type.Properties.SelectMany(Attributes))
            .Concat(type.Events.SelectMany(Attributes));

    private static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
        method
            .Parameters.Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType)
            .Concat(Constraints(method))
            .Concat(Attributes(method))
            .Concat(Attributes(method.MethodReturnType))
            .Concat(method.Parameters.SelectMany(Attributes));

    private static IEnumerable<TypeReference?> Body(MethodBody body) =>
        body
            .Variables.Select(variable => variable.VariableType)
            .Concat(body.ExceptionHandlers.Select(handler => handler.CatchType))
            .Concat(body.Instructions.SelectMany(instruction => Operand(instruction.Operand)));

    private static IEnumerable<TypeReference?> Operand(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method => method
                .Parameters.Select(parameter => parameter.ParameterType)
                .Append(method.ReturnType)
                .Append(method.DeclaringType)
                .Concat(method is GenericInstanceMethod generic ? generic.GenericArguments : []),
            CallSite site => site.Parameters.Select(parameter => parameter.ParameterType).Append(site.ReturnType),
            _ => [],
        };

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute =>
            attribute
                .ConstructorArguments.Concat(attribute.Properties.Select(x => x.Argument))
                .Concat(attribute.Fields.Select(x => x.Argument))
                .SelectMany(Argument)
                .Append(attribute.AttributeType)
        );

    private static IEnumerable<TypeReference?> Argument(CustomAttributeArgument argument) =>
        argument.Value switch
        {
            TypeReference type => [argument.Type, type],
            CustomAttributeArgument[] items => items.SelectMany(Argument),
            CustomAttributeArgument boxed => Argument(boxed),
            _ => [argument.Type],
        };

    /// <summary>The plain types a written type consists of: <c>Dictionary&lt;A, B[]&gt;</c> names three.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            FunctionPointerType pointer => pointer.Parameters.Select(x => x.ParameterType).Append(pointer.ReturnType).SelectMany(Parts),
            RequiredModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            _ => [type],
        };
}
