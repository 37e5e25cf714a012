"""Invented people's names by where they come from, and how the same name is written by another hand."""

ITALIAN_MEN = (
    "Luca Marco Andrea Giovanni Giuseppe Antonio Mario Francesco Paolo Roberto Stefano Alessandro Davide Matteo "
    "Simone Fabio Salvatore Vincenzo Domenico Pietro Riccardo Enrico Giacomo Nicola Michele Emanuele Filippo Daniele "
    "Lorenzo Tommaso Edoardo Massimo Claudio Sergio Gianluca Pasquale Luigi Carlo Angelo Bruno"
).split()  # fmt: skip
ITALIAN_WOMEN = (
    "Maria Anna Giulia Francesca Sara Laura Chiara Elena Paola Valentina Federica Silvia Martina Alessandra Giuseppina "
    "Rosa Angela Teresa Lucia Caterina Elisabetta Margherita Simona Barbara Cristina Roberta Daniela Monica Patrizia "
    "Antonella Carmela Concetta Giovanna Michela Ilaria Irene Alice Beatrice Aurora Sofia"
).split()  # fmt: skip
ITALIAN_FAMILIES = (
    "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De Luca|Costa Giordano "
    "Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo "
    "Gentile Martinelli Vitale Lombardo Serra Coppola De Santis|D'Angelo|Marchetti Parisi Villa Conte Ferraro Ferri "
    "Fabbri Bianco Marini Grasso Valentini Messina Sala De Angelis|Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti "
    "Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo "
    "Montanari Guerra Palmieri Bernardi Martino Fiore De Rosa|Ferretti Bellini Basile Riva Donati Piras Vitali "
    "Battaglia Sartori Neri Costantini Milani Pagano Ruggiero Sorrentino D'Amico|Orlando Damico Negri Zanetti Brambilla"
)  # fmt: skip
ARABIC = (
    "Mohamed Ahmed Youssef Hassan Omar Mustafa Karim Said Khalid Rachid",
    "Fatima Khadija Amina Zahra Aicha Nadia Samira Hanan Latifa Salma",
    "El Amrani|Benali|El Idrissi|Haddad|Bennani|Mansouri|Abdel Rahman|Ben Salah|Cherkaoui|Hamdi|El Fassi|Trabelsi",
)
ROMANIAN = (
    "Ion Gheorghe Alexandru Andrei Mihai Stefan Vasile Florin Cristian Nicolae",
    "Maria Elena Ioana Mihaela Cristina Daniela Alina Florentina Gabriela Simona",
    "Popescu|Ionescu|Popa|Radu|Dumitru|Stan|Stoica|Gheorghiu|Matei|Ciobanu|Rusu|Munteanu",
)
UKRAINIAN = (
    "Oleksandr Serhii Volodymyr Andriy Mykola Dmytro Vasyl Yurii Ivan Mykhailo",
    "Olena Iryna Natalia Svitlana Oksana Yuliia Tetiana Kateryna Hanna Viktoriia",
    "Shevchenko|Kovalenko|Bondarenko|Tkachenko|Kravchenko|Oliynyk|Shcherbak|Polishchuk|Lysenko|Marchenko|Rudenko|Moroz",
)
CHINESE = (
    "Wei Jian Ming Jun Hao Lei Bin Tao Xiaoming Zhiqiang",
    "Fang Li Na Xiu Ying Mei Juan Yan Xiaoli Lihua",
    "Wang|Li|Zhang|Liu|Chen|Yang|Huang|Zhao|Hu|Zhou|Xu|Lin",
)
LATIN = (
    "Jose Juan Carlos Luis Jorge Miguel Pedro Manuel Diego Fernando",
    "Maria Jose|Ana|Rosa Elena|Carmen|Luz Marina|Guadalupe|Patricia|Gabriela|Andrea|Veronica",
    "Garcia Lopez|Rodriguez Perez|Martinez Quispe|Gonzalez Flores|Sanchez Torres|Ramirez Vega|Cruz Mamani|Rojas Salas",
)
OTHER_HANDS = {
    "Mohamed": "Mohammed Muhammad Mohamad محمد", "Ahmed": "Ahmad Achmed أحمد", "Youssef": "Yusuf Yousef Josef",
    "Omar": "Umar Omer", "Mustafa": "Moustafa Mostafa", "Said": "Saeed Saïd", "Khalid": "Khaled Kalid Xalid",
    "Fatima": "Fatma Fatimah فاطمة", "Khadija": "Kadija Khadijah", "Aicha": "Aisha Aysha", "Hassan": "Hasan",
    "Oleksandr": "Alexander Aleksandr Олександр", "Serhii": "Sergey Serhiy Сергій", "Volodymyr": "Vladimir",
    "Mykola": "Nikolai Микола", "Dmytro": "Dmitri Dmitry", "Yurii": "Yuriy Iurii", "Mykhailo": "Mikhail",
    "Olena": "Elena Олена", "Iryna": "Irina Ірина", "Svitlana": "Svetlana", "Yuliia": "Iuliia Yulia Julia Юлія",
    "Tetiana": "Tatiana Tetyana", "Kateryna": "Katerina Ekaterina", "Hanna": "Anna Ganna", "Viktoriia": "Victoria",
    "Stefan": "Ștefan Stephan", "Shevchenko": "Scevcenko Шевченко", "Shcherbak": "Sherbak Щербак",
    "Giuseppe": "Beppe Peppe Pino", "Francesco": "Franco", "Antonio": "Tonino Toni", "Giovanni": "Gianni",
    "Salvatore": "Totò Salvo", "Vincenzo": "Enzo", "Domenico": "Mimmo", "Luigi": "Gigi", "Alessandro": "Sandro",
    "Elisabetta": "Betta Elisa", "Giuseppina": "Pina", "Margherita": "Rita", "Caterina": "Rina Katia",
    "Francesca": "Franca", "Alessandra": "Sandra", "Daniela": "Dany", "Roberto": "Roby", "Gheorghe": "Gigi George",
    "Xiaoming": "Xiao Ming|小明", "Xiaoli": "Xiao Li|小丽", "Wang": "王", "Zhang": "张",
    "El Amrani": "Elamrani El-Amrani Amrani", "Benali": "Ben Ali", "Abdel Rahman": "Abdelrahman Abdul Rahman|Abderrahman",
    "De Luca": "Deluca", "D'Angelo": "Dangelo", "De Santis": "Desantis", "De Angelis": "Deangelis", "De Rosa": "Derosa",
}  # fmt: skip
TOWNS = (
    ("Brescia", "25121"), ("Chiari", "25032"), ("Desenzano del Garda", "25015"), ("Montichiari", "25018"), ("Lumezzane", "25065"),
    ("Palazzolo sull'Oglio", "25036"), ("Rovato", "25038"), ("Ghedi", "25016"), ("Orzinuovi", "25034"), ("Iseo", "25049"),
    ("Salò", "25087"), ("Manerbio", "25025"), ("Leno", "25024"), ("Gardone Val Trompia", "25063"), ("Edolo", "25048"),
    ("Travagliato", "25039"), ("Gussago", "25064"), ("Rezzato", "25086"), ("Nave", "25075"), ("Concesio", "25062"),
)  # fmt: skip
STREETS = (
    "Via Roma|Via Garibaldi|Via Mazzini|Via Dante Alighieri|Corso Vittorio Emanuele|Piazza della Repubblica|Via Verdi|Via Cavour|"
    "Viale Europa|Via San Martino|Via Trieste|Via Milano|Via Brescia|Via dei Mille|Via Papa Giovanni XXIII|Vicolo Stretto|"
    "Via Matteotti|Via IV Novembre|Via Leonardo da Vinci|Via Monte Grappa|Via Santa Maria|Via Gramsci|Via Turati|Via Bellini"
).split("|")
