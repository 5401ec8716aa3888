"""A city of news in one machine: invented outlets and channels served over loopback HTTP on a sped-up clock."""
