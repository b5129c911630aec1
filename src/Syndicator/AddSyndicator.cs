namespace Syndicator;
