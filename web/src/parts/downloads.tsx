/** What can be taken away, as files that the server makes. */
import { address } from "../api";
import type { Query } from "../api";
import { Down } from "./signs";

interface DownloadsProps {
  /** The word on the link, and the path of the file. */
  files: [word: string, path: string][];
  query?: Query;
  title?: string;
}

export function Downloads({ files, query = {}, title = "Take away" }: DownloadsProps) {
  return (
    <p class="takeaway">
      <span class="muted"><Down /> {title}</span>
      {files.map(([word, path]) => <a key={path} href={address(path, query)} download="">{word}</a>)}
    </p>
  );
}
