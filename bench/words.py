"""What the page of the measures says around its table."""

INTRODUCTION = """# Quanto tempo chiedono le pagine

![Quante volte il proprio pavimento costa ogni pagina](prestazioni.svg)

`make bench` genera 60, 5.000 e 100.000 persone inventate con la loro storia, ciascuna misura in una base di dati sua
(`var/bench`, tenuta da una volta all’altra; `python -m bench 5000 --da-capo` la rifà), apre le pagine e scrive questa.
I millisecondi dipendono dalla macchina e da che cos’altro sta facendo; **il rapporto no**: nello stesso giro, a turni, si
apre un **pavimento**, cioè una vista nuda con l’SQL scritto a mano di quella pagina, un template senza forma e i soli
middleware di Django (sessione, utente, CSRF), sulla stessa base di dati e con le stesse impostazioni. Il pavimento non ha
né sicurezza di riga, né storia, né registro delle letture, né testi da aprire: la differenza è ciò che CIAO! aggiunge.

## Che cosa c’è dentro
Per ogni persona: identità, recapiti, risposte delicate, informativa; percorso con passaggi, équipe e permessi; sei voci di
diario, quattro colloqui, due cose da fare; valutazione sulle sei aree; progetto firmato con due obiettivi, risultati,
sostegni e impegni; iscrizione a un corso di dodici persone con dieci incontri e le presenze; domanda di iscrizione FSE;
una su cinque ha un tirocinio con tre mesi di registro, giorno per giorno, le indennità e le spese; tre letture del
fascicolo. Ogni riga ha la sua riga di storia. I testi che le pagine mostrano sono cifrati davvero, riga per riga. Lavorano
in duecento case manager (quattro quando le persone sono 60): chi è misurato ne segue trenta al più, gli altri il resto.
Non ci sono segnalazioni, documenti emessi, firme e fogli ore. Un giro scalda, poi 30 aperture (15 con 100.000 persone).
"""
WHY = {
    "list": "Il pavimento fa tutto con una interrogazione. La pagina ne fa una trentina: metà la riempiono, le altre sono "
    "la cornice (menù, avvisi, abilitazioni) e gli attori della transazione; ogni riga passa due volte dal vaglio, in "
    "Python e in PostgreSQL. Il resto è il disegno della pagina. Non cresce con le persone.",
    "overview": "Chi coordina vede tutti: si contano e si ordinano tutte le righe, e di ognuna si chiede la cerchia. Il "
    "conto cresce con le persone; se diventa troppo, la strada è portare il progetto sulla riga del permesso e contare "
    "per progetto, senza cerchie.",
    "search": "Come l’elenco, più la funzione che cerca i nomi con l’indice dei trigrammi e restituisce solo identificativi.",
    "case": "Dodici riquadri, ognuno con le sue righe vagliate: una settantina di interrogazioni, meno di un millisecondo "
    "l’una per PostgreSQL. Il tempo è di Python, che le scrive e disegna la pagina; si riduce leggendo insieme i riquadri "
    "della stessa parte.",
    "attendance": "Le presenze si salvano riga per riga perché ciascuna lasci la sua storia; il pavimento scrive le dodici "
    "in una volta e senza storia.",
    "board": "Ogni indicatore è una interrogazione sua, così che uno nuovo sia un modulo solo; il pavimento li conta "
    "insieme, tabella per tabella.",
    "budget": "Le cifre si contano due volte: uguali per tutti, e con le righe che chi legge può aprire.",
}
