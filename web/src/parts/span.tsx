/** A value between its bounds, drawn on a common scale. */
interface SpanProps {
  low: number;
  high: number;
  value?: number | null;
  least: number;
  most: number;
  label: string;
  hollow?: boolean;
}

export function Span({ low, high, value, least, most, label, hollow = false }: SpanProps) {
  const reach = most - least || 1;
  const at = (x: number) => `${Math.max(0, Math.min(100, ((x - least) / reach) * 100))}%`;
  return (
    <svg class="span" role="img" aria-label={label} width="100%" height="12">
      <line x1="0" x2="100%" y1="6" y2="6" stroke="var(--rule)" />
      <line x1={at(low)} x2={at(high)} y1="6" y2="6" stroke="var(--bar)" stroke-width="5" stroke-linecap="round" opacity=".55" />
      {value !== null && value !== undefined && (
        <circle cx={at(value)} cy="6" r="4" fill={hollow ? "var(--panel)" : "var(--accent)"} stroke="var(--accent)" stroke-width="1.8" />
      )}
    </svg>
  );
}
