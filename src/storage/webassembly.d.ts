/** The little of WebAssembly that schema-engine.ts uses; neither `es2023` nor Node's types declare it. */
declare namespace WebAssembly {
  function instantiate(
    code: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
}
