import { Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core'
import type { UndersignedEvents } from 'undersigned'
import 'undersigned/define'

@Component({
  selector: 'app-petition',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <undersigned-tally [petition]="petition()" endpoint="https://sign.example.org" variant="bar" />
    <undersigned-petition
      [petition]="petition()"
      endpoint="https://sign.example.org"
      [messages]="messages"
      (undersigned-signed)="signed($event)"
    />
    @if (outcome()) {
      <p role="status">Signed: {{ outcome() }}</p>
    }
  `,
})
export class Petition {
  readonly petition = input<string>()
  readonly outcome = signal('')
  readonly messages = { submit: 'Add my name' }

  signed({ detail }: CustomEvent<UndersignedEvents['undersigned-signed']>) {
    this.outcome.set(detail.outcome)
  }
}
