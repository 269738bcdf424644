import { useSurroundings } from "./surroundings.ts";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly type?: "text" | "email" | "tel";
  readonly autocomplete?: string;
  readonly inputMode?: "numeric";
  readonly maxLength?: number;
  /** Rows of a field for longer text; a single line without. */
  readonly rows?: number;
}

/** A labelled field. Its error stands below it and is tied to it for those who listen. */
export function Field(props: FieldProps) {
  const { label, value, onValue, error = null, required = false, type = "text", rows, ...rest } = props;
  const { t } = useSurroundings();
  // Names are unique within each of our roots.
  const id = `splot-${rest.name}`;
  const wiring = {
    ...rest,
    id,
    value,
    "aria-required": required,
    "aria-invalid": error !== null,
    "aria-describedby": `${id}-error`,
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required ? null : <small> ({t("optional")})</small>}
      </label>
      {rows === undefined ? <input type={type as "text"} {...wiring} /> : <textarea rows={rows} {...wiring} />}
      <p class="error" role="alert" id={`${id}-error`}>
        {error}
      </p>
    </div>
  );
}
