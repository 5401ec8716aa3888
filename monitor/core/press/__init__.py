"""What the press office keeps: duties toward papers, speakers, lists of persons, news drafts."""
