import { render } from "preact";
import "maplibre-gl/dist/maplibre-gl.css";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/timeline.css";
import "./styles/panels.css";
import { askAhead } from "./answers";
import { Atlas } from "./atlas";

askAhead();
render(<Atlas />, document.getElementById("atlas")!);
