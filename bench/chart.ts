import { median, type ScenarioResult } from "./report.ts";

const width = 760;
const rowHeight = 34;
const labelWidth = 270;
const barWidth = 340;
const top = 48;

/** The CPU time of each peer as bars, in SVG without anything from elsewhere. */
export function drawChart({ scenario, results }: ScenarioResult): string {
	const bars = results.map((result) => ({
		name: result.peer.name,
		cpu: median(result, "cpuPerRequest"),
		rate: median(result, "requestsPerSecond"),
	}));
	const longest = Math.max(...bars.map(({ cpu }) => cpu));
	const height = top + bars.length * rowHeight + 8;
	const rows = bars.map(({ name, cpu, rate }, index) => {
		const y = top + index * rowHeight;
		const length = ((cpu / longest) * barWidth).toFixed(1);
		const fill = name.startsWith("casebridge") ? "#1a6e4a" : "#9aa5b1";
		return `<text x="${labelWidth - 10}" y="${y + 17}" text-anchor="end">${name}</text>
<rect x="${labelWidth}" y="${y + 2}" width="${length}" height="22" rx="2" fill="${fill}"/>
<text x="${labelWidth + Number(length) + 8}" y="${y + 17}">${cpu.toFixed(0)} µs, ${rate.toFixed(0)}/s</text>`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="14" role="img" aria-label="${scenario.title}: CPU time of each server">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<g fill="#1f2933">
<text x="16" y="28" font-size="16" font-weight="600">${scenario.title}: CPU time a request, and requests a second</text>
${rows.join("\n")}
</g>
</svg>
`;
}
