import { file, HINT, inDocs, LIKELY, npm, python, SURE } from './signal.ts'

export const diagrams = inDocs([
  npm('Mermaid', SURE, 'mermaid', '@mermaid-js/*', '@docusaurus/theme-mermaid', 'vitepress-plugin-mermaid'),
  npm('Diagrams', LIKELY, '@excalidraw/excalidraw', 'bpmn-js', 'plantuml-encoder', 'viz.js', '@viz-js/viz'),
  python('Diagrams', SURE, 'diagrams', 'mkdocs-mermaid2-plugin', 'sphinxcontrib-mermaid', 'sphinxcontrib-plantuml'),
  python('Diagrams', HINT, 'graphviz', 'pydot'),
  file('Mermaid', SURE, '*.mmd', '*.mermaid'),
  file('draw.io', SURE, '*.drawio', '*.drawio.svg', '*.drawio.png', '*.dio'),
  file('PlantUML', SURE, '*.puml', '*.plantuml', '*.iuml'),
  file('Excalidraw', SURE, '*.excalidraw', '*.excalidraw.svg'),
  file('Structurizr', SURE, 'workspace.dsl'),
  file('D2', SURE, '*.d2'),
  file('BPMN', LIKELY, '*.bpmn'),
  file('Graphviz', HINT, '*.dot', '*.gv'),
])
