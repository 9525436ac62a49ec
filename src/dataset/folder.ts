/** The manifest of a dataset's folder: first its claim, at the end what was made of what. */
export const manifestName = 'run.json';

/** What a run that is under way keeps in its folder; gone when it is published. */
export const partsFolderName = '.parts';
