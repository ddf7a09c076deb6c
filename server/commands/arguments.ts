import { InvalidArgumentError } from 'commander'
import { HotplugError } from '../errors.ts'

export function portNumber(text: string): number {
  const port = wholeNumber(text)
  if (port > 65_535) throw new InvalidArgumentError('A port is at most 65535.')
  return port
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

export function actionNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new HotplugError(422, `${text} is not the number of an action.`, 'See `hotplug history`.')
  return Number(text)
}
