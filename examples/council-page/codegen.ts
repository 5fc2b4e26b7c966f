import type { CodegenConfig } from "@graphql-codegen/cli";

// From the contract and the documents as they stand in the project: nothing here is a copy that could grow old.
const config: CodegenConfig = {
  schema: "../../schema.graphql",
  documents: [
    "../../tests/queries/front_page.graphql",
    "../../tests/queries/council_page.graphql",
    "../../tests/queries/compliance.graphql",
    "src/council_background.graphql",
  ],
  generates: {
    "src/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          CalendarDuration: "string",
          Code: "string",
          Date: "string",
          DateTime: "string",
          Key: "string",
          Slug: "string",
        },
      },
    },
  },
};

export default config;
