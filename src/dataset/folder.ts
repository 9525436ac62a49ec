/** The manifest of a dataset's folder: first its claim, at the end what was made of what. */
export const manifestName = 'run.json';

/** The name under which the Hub and `datasets` look for a card. */
export const cardName = 'README.md';

/** The quality report. */
export const reportName = 'report.html';

/** What a run that is under way keeps in its folder; gone when it is published. */
export const partsFolderName = '.parts';
