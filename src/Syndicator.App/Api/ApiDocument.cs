using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Syndicator.App.Api;

/// <summary>The description of the interface that programs read (OpenAPI 3.1): made of its addresses, when somebody first asks for it.</summary>
internal sealed class ApiDocument(IServiceProvider services) : IDisposable
{
    private const string Name = "v1";
    private const string Scheme = "token";

    private readonly SemaphoreSlim _making = new(1);
    private byte[]? _made;

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        services.ConfigureHttpJsonOptions(options => Describe(options.SerializerOptions));
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Any();
                options.CreateSchemaReferenceId = type =>
                    OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Shape", "", StringComparison.Ordinal);
                options.AddDocumentTransformer(IntroduceAsync);
                options.AddOperationTransformer(DescribeAsync);
            }
        );
    }

    public static async Task<IResult> ReadAsync(HttpContext context) =>
        Results.Bytes(
            await context.RequestServices.GetRequiredService<ApiDocument>().MakeAsync(context.RequestAborted),
            "application/json; charset=utf-8"
        );

    public void Dispose() => _making.Dispose();

    /// <summary>As answers and bodies are, so that schemas say what is so.</summary>
    private static void Describe(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
    }

    private async Task<byte[]> MakeAsync(CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken);
        try
        {
            return _made ??= await WriteAsync(cancellationToken);
        }
        finally
        {
            _making.Release();
        }
    }

    private async Task<byte[]> WriteAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope
            .ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync(cancellationToken);
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        return bytes.ToArray();
    }

    private static Task IntroduceAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Syndicator",
            Version = Name,
            Description =
                "What editors do at the desk and at the command line, for programs. Members may be added to answers; those that are there stay. Lists are read in parts, by `limit` and `skip`; the header Link leads on.",
        };
        // Wherever it was read from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "`syndicator editors tokens add NAME --for TEXT` makes one.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(
        OpenApiOperation described,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var operation = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Single();
        described.Parameters = [.. OfPath(context.Description.RelativePath ?? ""), .. operation.Parameters.Select(OfQuery)];
        if (operation.IsVersioned)
        {
            described.Parameters.Add(
                new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Description = "The ETag that the caller saw; the act is done to nothing else.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        }

        if (operation.Body is { } body)
        {
            described.RequestBody = await OfBodyAsync(body, context, cancellationToken);
        }
    }

    private static IEnumerable<IOpenApiParameter> OfPath(string path) =>
        path.Split('/')
            .Where(part => part.StartsWith('{'))
            .Select(part => new OpenApiParameter
            {
                Name = part.Trim('{', '}'),
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });

    private static OpenApiParameter OfQuery(ApiParameter parameter) =>
        new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = parameter.Range is var (least, most)
                ? new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = FormattableString.Invariant($"{least}"),
                    Maximum = FormattableString.Invariant($"{most}"),
                }
                : new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => JsonValue.Create(value))],
                },
        };

    /// <summary>Of which members are refused that nobody knows.</summary>
    private static async Task<OpenApiRequestBody> OfBodyAsync(
        Type body,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(body, cancellationToken: cancellationToken);
        schema.AdditionalPropertiesAllowed = false;
        context.Document!.AddComponent(body.Name, schema);
        return new OpenApiRequestBody
        {
            Required = schema.Required is { Count: > 0 },
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(body.Name, context.Document) },
            },
        };
    }
}
