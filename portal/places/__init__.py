"""The gazetteer: today's provinces and communes, yesterday's, and what became what."""
