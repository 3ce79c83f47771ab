import { Component, signal } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { Petition } from './petition'

@Component({
  selector: '#app',
  imports: [Petition],
  template: `
    <button (click)="isHere.set(!isHere())">{{ isHere() ? 'Leave' : 'Return' }}</button>
    <button (click)="petition.set('keep-the-trafficking-unit')">Choose</button>
    @if (isHere()) {
      <app-petition [petition]="petition()" />
    }
  `,
})
class App {
  readonly isHere = signal(true)
  readonly petition = signal<string | undefined>(undefined)
}

bootstrapApplication(App).catch((error: unknown) => console.error(error))
