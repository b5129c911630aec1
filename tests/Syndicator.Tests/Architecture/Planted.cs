// Rooms that each name Forbidden.Thing in another way, for the test of the test.
// The words below are only ever read as compiled code.
#pragma warning disable CA1801, CA1823, CA2201, RCS1163, RCS1213, S1144, IDE0051, IDE0060, CS0169, CA1040, CA1710, CA1018, CA1813, RCS1203, MA0010
namespace Syndicator.Tests.Architecture.Planted.Forbidden
{
    internal class Thing : Exception
    {
        public static int Make() => 1;
    }

    internal interface IMark;

    internal sealed class MarkAttribute : Attribute;

    internal sealed class TypedAttribute(Type type) : Attribute
    {
        public Type Type { get; } = type;
    }

    internal static class Extensions
    {
        public static int Twice(this int number) => number * 2;
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByBaseClass
{
    internal sealed class Room : Forbidden.Thing;
}

namespace Syndicator.Tests.Architecture.Planted.ByInterface
{
    internal sealed class Room : Forbidden.IMark;
}

namespace Syndicator.Tests.Architecture.Planted.BySignature
{
    internal static class Room
    {
        public static void Take(Forbidden.Thing? thing) => _ = thing is null;
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByLambda
{
    internal static class Room
    {
        public static Func<int> Later(int number) => () => Forbidden.Thing.Make() + number;
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByAsyncMethod
{
    internal static class Room
    {
        public static async Task<int> RunAsync()
        {
            await Task.CompletedTask;
            return Forbidden.Thing.Make();
        }
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByIterator
{
    internal static class Room
    {
        public static IEnumerable<int> Count()
        {
            yield return Forbidden.Thing.Make();
        }
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByLocalFunction
{
    internal static class Room
    {
        public static int Run()
        {
            return Inner();
            static int Inner() => Forbidden.Thing.Make();
        }
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByGenericArgument
{
    internal static class Room
    {
        public static Dictionary<string, Forbidden.Thing[]> Known { get; } = [];
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByGenericConstraint
{
    internal static class Room
    {
        public static string Name<T>()
            where T : Forbidden.IMark => typeof(T).Name;
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByGenericMethod
{
    internal static class Room
    {
        public static int Count() => Array.Empty<Forbidden.Thing>().Length;
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByAttribute
{
    [Forbidden.Mark]
    internal static class Room;
}

namespace Syndicator.Tests.Architecture.Planted.ByAttributeArgument
{
    [System.Diagnostics.DebuggerTypeProxy(typeof(Forbidden.Thing))]
    internal sealed class Room;
}

namespace Syndicator.Tests.Architecture.Planted.ByTypeOf
{
    internal static class Room
    {
        public static string Name() => typeof(Forbidden.Thing).Name;
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByCatch
{
    internal static class Room
    {
        public static void Run(Action action)
        {
            try
            {
                action();
            }
            catch (Forbidden.Thing)
            {
                action();
            }
        }
    }
}

namespace Syndicator.Tests.Architecture.Planted.ByExtensionMethod
{
    using Forbidden;

    internal static class Room
    {
        public static int Four() => 2.Twice();
    }
}

namespace Syndicator.Tests.Architecture.Planted.Innocent
{
    internal static class Room
    {
        /// <summary>Names <c>Forbidden.Thing</c> in a comment and in a text only.</summary>
        public static string Say() => "Forbidden.Thing";
    }
}
