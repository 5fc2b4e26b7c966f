// The editor's workers, from beside the script that this is part of: nothing comes from elsewhere.

const base = new URL(".", document.currentScript.src);

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === "json" || label === "graphql" ? label : "editor";
    return new Worker(new URL(`${name}.worker.js`, base));
  },
};
