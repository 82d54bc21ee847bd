"""“What can I get?” on the web: one question a page, the answers in the server's session only."""
