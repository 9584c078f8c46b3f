/** Why a run ended early: the error's code and four sentences. */
export interface RunFailure {
  readonly code: string;
  readonly happened: string;
  readonly written: string;
  readonly next: string;
  readonly youCan: string;
}
