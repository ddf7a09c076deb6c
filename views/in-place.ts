import { html } from 'hono/html'

/** Links and forms inside exchange the page's content only, and leave the reader where they are. */
export const IN_PLACE = html`hx-boost:inherited="swap:'outerMorph show:none' target:'#main' select:'#main'"`

/** For a form whose answer is the page it stands on. */
export const SAME_ADDRESS = html`hx-boost="swap:'outerMorph show:none' target:'#main' select:'#main' push:false"`
